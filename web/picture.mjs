// A picture of the visitor's own: decoded by the browser, shrunk to what the model sees. It never leaves the page.

export const SIDE = 32;
const MOST_PIXELS = 64e6;
const MOST_BYTES = 100e6;
const MOST_NOISE = 10;  // of 255, in the mean over what is read back: a few bits average out

export class PictureError extends Error {}

// Against fingerprints some browsers hand out noise, or one colour, in place of a canvas's pixels.
function pixelsAreTrue() {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const colours = [[200, 30, 30], [30, 60, 200]];
  colours.forEach((colour, half) => {
    context.fillStyle = `rgb(${colour})`;
    context.fillRect(0, half * SIDE / 2, SIDE, SIDE / 2);
  });
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  const drawn = (at) => at % 4 === 3 ? 255 : colours[at < data.length / 2 ? 0 : 1][at % 4];
  return data.reduce((sum, value, at) => sum + Math.abs(value - drawn(at)), 0) < MOST_NOISE * data.length;
}

/** Whether the browser knows it for a picture, whatever its name and type. */
export async function canDecode(blob) {
  if (blob.size > MOST_BYTES) return false;
  return createImageBitmap(blob).then((bitmap) => bitmap.close() ?? true, () => false);
}

/** Decodes a picture or says why not. @returns {Promise<ImageBitmap>} */
export async function decodePicture(blob, name = "This picture") {
  const megabytes = (blob.size / 1e6).toFixed(0);
  if (blob.size > MOST_BYTES) throw new PictureError(`${name} has ${megabytes} MB; at most 100 MB are read.`);
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    throw new PictureError(`${name} cannot be decoded: it is damaged, too large, or no picture that this browser ` +
      "knows. PNG, JPEG, WebP and GIF work everywhere.");
  }
  if (!pixelsAreTrue()) {
    bitmap.close();
    throw new PictureError("This browser hands out noise in place of a picture's pixels, to keep pages from recognizing " +
      "you. Let this page read canvas data and choose the picture again, or use another browser.");
  }
  const { width, height } = bitmap;
  if (width * height > MOST_PIXELS) {
    bitmap.close();
    throw new PictureError(`${name} has ${width} × ${height} pixels; at most 64 million are read. Shrink it first.`);
  }
  return bitmap;
}

/**
 * The square of the picture as 32 × 32 pixels. The browser's own shrinking goes to a few times that size, where it is
 * good and fast; from there each pixel is the mean of those it covers. What is transparent becomes white.
 * @param {ImageBitmap} bitmap
 * @param {{x: number, y: number, size: number}} box in pixels of the picture
 * @returns {ImageData}
 */
export function shrink(bitmap, { x, y, size }) {
  const factor = 8;
  const canvas = Object.assign(document.createElement("canvas"), { width: factor * SIDE, height: factor * SIDE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, x, y, size, size, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const small = new ImageData(SIDE, SIDE);
  for (let row = 0; row < SIDE; ++row) {
    for (let column = 0; column < SIDE; ++column) {
      const sum = [0, 0, 0];
      for (let at = 0; at < factor * factor; ++at) {
        const pixel = (factor * row + Math.floor(at / factor)) * canvas.width + factor * column + at % factor;
        for (let channel = 0; channel < 3; ++channel) sum[channel] += data[4 * pixel + channel];
      }
      const mean = sum.map((total) => Math.round(total / factor ** 2));
      small.data.set([...mean, 255], 4 * (row * SIDE + column));
    }
  }
  return small;
}

/** Red, green and blue plane, one after the other: as the lab takes an image. */
export function planesOf({ data }) {
  const planes = new Uint8Array(3 * SIDE * SIDE);
  for (let pixel = 0; pixel < SIDE * SIDE; ++pixel) {
    for (let channel = 0; channel < 3; ++channel) planes[channel * SIDE * SIDE + pixel] = data[4 * pixel + channel];
  }
  return planes;
}
