// Reads the code of a WebAssembly module: which instructions each function has. Knows just enough of the format to walk
// over every instruction; an opcode that it does not know is an error, not a guess.

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  byte() {
    if (this.at >= this.bytes.length) throw new Error("The module ends in the middle of something.");
    return this.bytes[this.at++];
  }
  skip(count) { this.at += count; }
  // Unsigned LEB128; the values that matter here are below 2^53.
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  // A LEB128 of any sign and size, not needed.
  skipNumber() { while (this.byte() >= 128); }
  skipNumbers(count) { while (count-- > 0) this.skipNumber(); }
  name() {
    const length = this.number();
    this.skip(length);
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

function skipMemoryArgument(reader) {
  if (reader.number() & 64) reader.skipNumber();  // one of several memories
  reader.skipNumber();
}

function skipTryTable(reader) {
  reader.skipNumber();
  for (let count = reader.number(); count > 0; --count) reader.skipNumbers(reader.byte() < 2 ? 2 : 1);
}

// What follows the opcodes 0xfc, the bulk operations, as a count of numbers.
const BULK = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

function skipSimd(reader, operation) {
  if (operation <= 11 || operation === 92 || operation === 93) return skipMemoryArgument(reader);
  if (operation === 12 || operation === 13) return reader.skip(16);
  if (operation >= 21 && operation <= 34) return reader.skip(1);
  if (operation >= 84 && operation <= 91) {
    skipMemoryArgument(reader);
    return reader.skip(1);
  }
  if (operation > 0x113) throw new Error(`Unknown vector instruction ${operation}.`);
}

function skipOperands(reader, opcode) {
  if (opcode >= 0x45 && opcode <= 0xc4) return;
  if (opcode >= 0x28 && opcode <= 0x3e) return skipMemoryArgument(reader);
  switch (opcode) {
    case 0x00: case 0x01: case 0x05: case 0x0a: case 0x0b: case 0x0f: case 0x19: case 0x1a: case 0x1b: case 0xd1:
      return;
    case 0x02: case 0x03: case 0x04: case 0x06: case 0x07: case 0x08: case 0x09: case 0x0c: case 0x0d: case 0x10:
    case 0x12: case 0x18: case 0x20: case 0x21: case 0x22: case 0x23: case 0x24: case 0x25: case 0x26: case 0x3f:
    case 0x40: case 0x41: case 0x42: case 0xd0: case 0xd2:
      return reader.skipNumber();
    case 0x11: case 0x13: return reader.skipNumbers(2);
    case 0x0e: case 0x1c: return reader.skipNumbers(reader.number() + (opcode === 0x0e ? 1 : 0));
    case 0x1f: return skipTryTable(reader);
    case 0x43: return reader.skip(4);
    case 0x44: return reader.skip(8);
    default: throw new Error(`Unknown instruction 0x${opcode.toString(16)} at byte ${reader.at - 1}.`);
  }
}

// Vector arithmetic on floats by name; moving vectors about proves nothing.
const ARITHMETIC = new Map([
  [228, "f32x4.add"], [229, "f32x4.sub"], [230, "f32x4.mul"], [231, "f32x4.div"],
  [240, "f64x2.add"], [241, "f64x2.sub"], [242, "f64x2.mul"], [243, "f64x2.div"],
  [0x105, "f32x4.relaxed_madd"], [0x107, "f64x2.relaxed_madd"],
]);

function readFunction(bytes) {
  const reader = new Reader(bytes);
  for (let groups = reader.number(); groups > 0; --groups) reader.skipNumbers(2);
  const counts = {};
  while (reader.at < bytes.length) {
    const opcode = reader.byte();
    if (opcode === 0xfc) {
      const operation = reader.number();
      if (operation >= BULK.length) throw new Error(`Unknown bulk instruction ${operation}.`);
      reader.skipNumbers(BULK[operation]);
    } else if (opcode === 0xfd) {
      const operation = reader.number();
      skipSimd(reader, operation);
      const name = ARITHMETIC.get(operation);
      if (name) counts[name] = (counts[name] ?? 0) + 1;
    } else if (opcode === 0xfe) {
      // Atomic operations: a fence, or one with an address.
      if (reader.number() === 3) reader.skip(1);
      else skipMemoryArgument(reader);
    } else {
      skipOperands(reader, opcode);
    }
  }
  if (reader.at !== bytes.length) throw new Error("A function does not end where it should.");
  return counts;
}

function countImportedFunctions(reader) {
  let functions = 0;
  const skipLimits = () => reader.skipNumbers(reader.byte() & 1 ? 2 : 1);
  for (let count = reader.number(); count > 0; --count) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === 0) ++functions;
    if (kind === 0) reader.skipNumber();
    else if (kind === 1) { reader.skip(1); skipLimits(); }
    else if (kind === 2) skipLimits();
    else if (kind === 3) reader.skip(2);
    else { reader.skip(1); reader.skipNumber(); }
  }
  return functions;
}

/**
 * @param {Uint8Array} module
 * @returns {Map<number, Object<string, number>>} counts of vector arithmetic, by index of the function
 */
export function vectorArithmetic(module) {
  const reader = new Reader(module);
  reader.skip(8);
  const functions = new Map();
  let imported = 0;
  while (reader.at < module.length) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === 2) imported = countImportedFunctions(reader);
    if (section === 10) {
      const count = reader.number();
      for (let index = 0; index < count; ++index) {
        const size = reader.number();
        functions.set(imported + index, readFunction(module.subarray(reader.at, reader.at + size)));
        reader.skip(size);
      }
    }
    reader.at = end;
  }
  return functions;
}
