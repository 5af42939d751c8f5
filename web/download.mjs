// Downloads a file and says how far it is. Counts the bytes of the file itself, not those on the wire: a server may
// compress them, and then Content-Length is something else.

const PATIENCE = 3000;  // milliseconds without a byte

/** Calls `stalled` when `promise` has been waited for too long. */
export function watched(promise, stalled) {
  const timer = setTimeout(stalled, PATIENCE);
  return promise.finally(() => clearTimeout(timer));
}

/**
 * @param {Promise<Response>} answer what fetch() gave
 * @param {number} size bytes of the file
 * @param {object} how
 * @param {(received: number, total: number) => void} how.progress
 * @param {() => void} how.stalled nothing has come for some seconds; it goes on waiting
 * @returns {Promise<Uint8Array<ArrayBuffer>>} as many bytes as came, at most `size`
 */
export async function download(answer, size, { progress, stalled }) {
  const response = await watched(answer, stalled);
  if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}`.trim() + ".");
  const file = new Uint8Array(size);
  let received = 0;
  progress(0, size);
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await watched(reader.read(), stalled);
    if (done) return file.subarray(0, received);
    if (received + value.length > size) {
      reader.cancel().catch(() => {});
      throw new Error(`It is longer than its ${size} bytes.`);
    }
    file.set(value, received);
    received += value.length;
    progress(received, size);
  }
}
