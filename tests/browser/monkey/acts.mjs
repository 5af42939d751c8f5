// What a monkey does: a list of acts that a seed alone decides, so that a run can be made again.

/** Uniform numbers in [0, 1): Mulberry32, by Tommy Ettinger. */
export function numbersOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed = (mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61)) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}

// Keys of the lab, of its fields, and some that are nothing to it.
const KEYS = ["Space", ".", ",", "Backspace", "r", "l", "m", "g", "e", "h", "?", "Tab", "Shift+Tab", "Enter", "Escape",
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "Control+z", "Control+Shift+z",
  "Control+y", "Control+a", "Control+c", "Control+x", "+", "-", "0", "1", "2", "5", "9", "w", "Delete", "Shift+A"];

const WORDS = ["0.5", "0,5", "1e3", "-1", "nan", "", "7", "1000000", "lr=0.1", "\u2212 2", "1 000", "a".repeat(300), "½", "é", "ß", "😀"];

// Texts for the command line of the lab: what people write, and what nobody should.
const VALUES = ["0", "1", "2", "3", "10", "0.5", "0.001", "1e-5", "-1", "1e9", "nan", "inf", "", "yes", "0,5", "softmax", "svm",
  "linear", "two_layer", "adam", "momentum", "l1", "cosine", "circles", "moons", "float64", "float32", "64", "all"];
const COMMANDS = ["run", "pause", "reset", "undo", "redo", "step 1", "step 50", "back 1", "back press", "generate", "together",
  "speed max", "speed auto", "speed 20", "mode plane", "mode images", "page drop_picture", "test", "step -1", "step 1e30",
  "set", "set =", "nonsense", "race start", "race cancel", "check gradient", "search cancel", "forget"];

const PRESETS = ["notes_linear", "notes_two_layer", "course"];

/**
 * @typedef {{kind: "move"|"click"|"double"|"drag"|"wheel"|"pinch"|"key"|"type"|"command"|"set"|"resize", [more: string]: any}} Act
 * @param {number} seed
 * @param {object} about
 * @param {boolean} about.touch fingers instead of a mouse
 * @param {string[]} about.settings names of the lab's settings
 * @returns {Generator<Act>} without end; places are shares of the window, 0 to 1
 */
export function* actsOf(seed, { touch, settings }) {
  const next = numbersOf(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const place = () => ({ x: next(), y: next() });
  const makers = [
    [14, () => ({ kind: "click", at: place() })],
    [3, () => ({ kind: "double", at: place() })],
    [8, () => ({ kind: "drag", at: place(), to: place(), parts: 1 + Math.floor(next() * 5) })],
    [touch ? 0 : 8, () => ({ kind: "move", at: place() })],
    [touch ? 0 : 6, () => ({ kind: "wheel", at: place(), by: Math.round((next() - 0.5) * 1500), zoom: next() < 0.3 })],
    [touch ? 5 : 0, () => ({ kind: "pinch", at: place(), from: next(), to: next() })],
    [25, () => ({ kind: "key", key: pick(KEYS) })],
    [4, () => ({ kind: "type", text: pick(WORDS) })],
    [8, () => ({ kind: "command", text: pick(COMMANDS) })],
    [12, () => ({ kind: "set", text: `${pick(settings)}=${pick(VALUES)}` })],
    [3, () => ({ kind: "set", text: `preset=${pick(PRESETS)}` })],
    [1, () => ({ kind: "resize", width: 320 + Math.floor(next() * 1400), height: 380 + Math.floor(next() * 800) })],
  ];
  const total = makers.reduce((sum, [weight]) => sum + weight, 0);
  for (let count = 0; ; ++count) {
    // Settings wander to the largest net of the most points, on which a step takes a second: from time to time anew.
    if (count % 150 === 149) yield { kind: "set", text: "preset=notes_two_layer" };
    let at = next() * total;
    const [, make] = makers.find(([weight]) => (at -= weight) < 0) ?? makers[0];
    yield make();
  }
}
