// Downloads a file and says how far it is. Counts the bytes of the file itself, not those on the wire: a server may
// compress them, and then Content-Length is something else.

/**
 * @param {URL} url
 * @param {number} knownSize bytes of the file, or 0 if not known
 * @param {(received: number, total: number) => void} progress total is 0 while nobody knows it
 * @returns {Promise<Uint8Array>}
 */
export async function download(url, knownSize, progress) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}`.trim() + ".");
  const encoded = response.headers.has("Content-Encoding");
  const total = knownSize || (encoded ? 0 : Number(response.headers.get("Content-Length")) || 0);
  const chunks = [];
  let received = 0;
  progress(0, total);
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    received += value.length;
    progress(received, Math.max(total, received) === total ? total : 0);
  }
  const file = new Uint8Array(received);
  let offset = 0;
  for (const chunk of chunks) {
    file.set(chunk, offset);
    offset += chunk.length;
  }
  return file;
}
