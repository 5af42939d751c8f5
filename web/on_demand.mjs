// Parts of the page that only some visitors need: fetched when they are first wanted, once.

const PATIENCE = 4000;  // milliseconds

function inTime(promise) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the connection is very slow, or the server does not answer")), PATIENCE);
  });
  return Promise.race([promise, late]);
}

/**
 * @template Part
 * @param {() => Promise<Part>} fetchPart
 * @param {string} what it does, for people: "reads images"
 * @returns {() => Promise<Part>} rejects in words
 */
export function onDemand(fetchPart, what) {
  let part = null;
  return async () => {
    try {
      return await inTime(part ??= fetchPart());
    } catch (error) {
      part = null;
      const reason = navigator.onLine === false ? "there seems to be no network connection" : error.message;
      throw new Error(`The part of the page that ${what} did not arrive (${reason}). Try again, or reload the page: your ` +
        "run comes back.");
    }
  };
}
