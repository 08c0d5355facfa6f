/** One field of a message as it stands on the wire: a whole number, four or eight bytes, or a length of bytes. */
export interface WireField { readonly field: number; readonly wire: 0 | 1 | 2 | 5; readonly number: bigint; readonly bytes: Uint8Array }

const NOTHING = new Uint8Array(0);
/** Bytes that are no message of Protocol Buffers. */
export class NotProtobuf extends Error {}

function varint(bytes: Uint8Array, at: number): { value: bigint; next: number } {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw new NotProtobuf('a number does not end');
}

/** The fields of a message in their order (encoding: protobuf.dev/programming-guides/encoding). Throws NotProtobuf for other bytes. */
export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new NotProtobuf('a field is longer than its message');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint(bytes, at), field = Number(key.value >> 3n), wire = Number(key.value & 7n);
    at = key.next;
    if (wire === 0) {
      const { value, next } = varint(bytes, at);
      at = next;
      yield { field, wire, number: value, bytes: NOTHING };
    } else if (wire === 1) yield { field, wire, number: 0n, bytes: take(8) };
    else if (wire === 5) yield { field, wire, number: 0n, bytes: take(4) };
    else if (wire === 2) {
      const { value, next } = varint(bytes, at);
      at = next;
      yield { field, wire, number: 0n, bytes: take(value > BigInt(bytes.length) ? bytes.length + 1 : Number(value)) };
    } else throw new NotProtobuf(`there is no wire type ${wire}`);
  }
}

/** Writes messages, field by field. */
export class WireWriter {
  private readonly bytes: number[] = [];

  private varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    for (; rest > 0x7fn; rest >>= 7n) this.bytes.push(Number(rest & 0x7fn) | 0x80);
    this.bytes.push(Number(rest));
  }
  private fixed(field: number, wire: 1 | 5, set: (view: DataView) => void): this {
    this.varint(BigInt(field << 3 | wire));
    const piece = new Uint8Array(wire === 1 ? 8 : 4);
    set(new DataView(piece.buffer));
    this.bytes.push(...piece);
    return this;
  }
  int(field: number, value: number): this {
    this.varint(BigInt(field << 3));
    this.varint(BigInt(value));
    return this;
  }
  double(field: number, value: number): this { return this.fixed(field, 1, (view) => view.setFloat64(0, value, true)); }
  float(field: number, value: number): this { return this.fixed(field, 5, (view) => view.setFloat32(0, value, true)); }
  inner(field: number, bytes: Uint8Array): this {
    this.varint(BigInt(field << 3 | 2));
    this.varint(BigInt(bytes.length));
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }
  text(field: number, text: string): this { return this.inner(field, new TextEncoder().encode(text)); }
  done(): Uint8Array { return Uint8Array.from(this.bytes); }
}
