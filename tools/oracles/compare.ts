import { exact, type Rational } from '@capstan/kernel';
import { type Figure, type Figures, isRational, isReading, printed, type Reading, written } from './figure.ts';
import { abs, allowed, approximately, halfDigit, type Tolerance, toTheLastDigit } from './tolerance.ts';

type Table = Readonly<Record<string, unknown>>;

const isTable = (x: unknown): x is Table => typeof x === 'object' && x !== null && !Array.isArray(x) && !isRational(x);
const isNumber = (x: Figure): x is Rational | number => typeof x === 'number' || isRational(x);
const below = (path: string, name: string | number) => (path === '' ? String(name) : `${path}.${name}`);

/** What a source prints and the engine does not: a sentence for each difference, none when all of it agrees. */
export function differences(want: unknown, got: Figure, tolerance: Tolerance, path = ''): string[] {
  if (got === undefined) return [`not compared: ${path || 'all of it'}`];
  if (got !== null && isReading(got)) return read(want, got, tolerance, path);
  if (isNumber(got)) return numbers(want, got, tolerance, path);
  if (Array.isArray(want) && Array.isArray(got)) return lists(want, got as readonly Figure[], tolerance, path);
  if (isTable(want) && isTable(got)) return Object.keys(want).flatMap((name) => differences(want[name], figureOf(got, name), tolerance, below(path, name)));
  return want === got ? [] : [unlike(path, want, got)];
}

const ROUNDED = /_(?:printed|approx|rounded)$/;

/** The figure of a name; a name that ends in `_printed`, `_approx` or `_rounded` means the figure as its source rounds it. */
function figureOf(figures: Figures, name: string): Figure {
  if (Object.hasOwn(figures, name)) return figures[name];
  const plain = name.replace(ROUNDED, '');
  return plain !== name && Object.hasOwn(figures, plain) ? printed(figures[plain]) : undefined;
}

function read(want: unknown, got: Reading, tolerance: Tolerance, path: string): string[] {
  if (got.reading === 'either') return fewest(got.of.map((one) => differences(want, one, tolerance, path)));
  const { reading, of } = got;
  const again = (figure: Figure): Figure => ({ reading, of: figure });
  if (Array.isArray(of)) return differences(want, (of as readonly Figure[]).map(again), tolerance, path);
  if (of !== null && typeof of === 'object' && isReading(of) && of.reading === 'either') return differences(want, { reading: 'either', of: of.of.map(again) }, tolerance, path);
  if (isTable(of)) return differences(want, Object.fromEntries(Object.entries(of).map(([name, figure]) => [name, again(figure)])), tolerance, path);
  const close = differences(want, of, reading === 'printed' ? toTheLastDigit : approximately(tolerance), path);
  return close.length === 0 || reading === 'approximate' ? close : differences(want, of, tolerance, path);
}

const fewest = (all: readonly string[][]): string[] => all.reduce((best, one) => (one.length < best.length ? one : best));

function lists(want: readonly unknown[], got: readonly Figure[], tolerance: Tolerance, path: string): string[] {
  if (want.length !== got.length) return [`${path || 'the list'}: ${want.length} entries expected, ${got.length} computed`];
  return want.flatMap((one, i) => differences(one, got[i], tolerance, below(path, i)));
}

/** A double holds about 16 digits; a figure calculated in doubles is exact when it agrees to 12 of them. */
const DOUBLE = exact.rational(1, 10n ** 12n);

function numbers(want: unknown, got: Rational | number, tolerance: Tolerance, path: string): string[] {
  const percent = typeof want === 'string' && want.endsWith('%');
  const asked = valueOf(want);
  if (asked === undefined || (typeof got === 'number' && !Number.isFinite(got))) return [unlike(path, want, got)];
  const value = typeof got === 'number' ? written(got) : got;
  // A fraction says that it is exact, whatever else the case allows.
  const most = Array.isArray(want) ? exact.ZERO : percent ? exact.div(halfDigit(exact.mul(asked, HUNDRED)), HUNDRED) : allowed(tolerance, value, asked);
  const apart = abs(exact.sub(value, asked));
  const close = exact.compare(apart, most) <= 0 || exact.toNumber(value) === want || (typeof got === 'number' && exact.compare(apart, exact.mul(DOUBLE, abs(asked))) <= 0);
  return close ? [] : [`${unlike(path, want, got)}, ${exact.toNumber(apart).toPrecision(3)} apart where ${exact.toNumber(most).toPrecision(3)} is allowed`];
}

const HUNDRED = exact.rational(100);

function valueOf(want: unknown): Rational | undefined {
  try {
    return typeof want === 'string' && want.endsWith('%') ? exact.div(written(want.slice(0, -1)), HUNDRED) : written(want);
  } catch {
    return undefined;
  }
}

const unlike = (path: string, want: unknown, got: Figure) => `${path === '' ? '' : `${path}: `}expected ${say(want)}, computed ${say(got)}`;
const say = (x: unknown): string => (isRational(x) ? `${exact.toNumber(x)}${x.den === 1n ? '' : ` (${x.num}/${x.den})`}` : JSON.stringify(x, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)) ?? 'nothing');
