import * as tf from './tf.ts';

type Shapes = Record<string, readonly number[]>;
interface Attributes { transposeA?: boolean; filterShape?: readonly number[] }
type Count = (inputs: Shapes, attributes: Attributes, outputs: readonly (readonly number[])[]) => number;

const size = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);
const inner = (shape: readonly number[], transposed: boolean): number => shape.at(transposed ? -2 : -1)!;

const product: Count = ({ a }, { transposeA }, [out]) => 2 * size(out!) * inner(a!, transposeA === true);
const convolution: Count = ({ filter }, _, [out]) => 2 * size(out!) * size(filter!.slice(0, 3));

/** One recurrent layer: products of inputs (steps × batch × features) and of states (all steps but the first) with all its gates. */
const recurrentProducts = ([steps, batch, features]: readonly number[], [units, wide]: readonly number[]): number => 2 * batch! * wide! * (steps! * features! + (steps! - 1) * units!);
const recurrent: Count = ({ recurrent: weights }, _, outputs) => recurrentProducts(outputs[1]!, weights!);
const recurrentGradient: Count = ({ inTime, recurrent: weights }) => 2 * recurrentProducts(inTime!, weights!);

/** Two products of steps × steps × width for each sequence, one for the scores and one for the values. */
const attentionProducts = ([batch, steps, triple]: readonly number[]): number => (4 * batch! * steps! ** 2 * triple!) / 3;

/** Floating-point operations of the kernels that do nearly all the work: two for each multiply-and-add. Element by element work is left out. */
const counts: Record<string, Count> = {
  BatchMatMul: product,
  _FusedMatMul: product,
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropFilter: ({ dy }, { filterShape }) => 2 * size(dy!) * size(filterShape!.slice(0, 3)),
  Conv2DBackpropInput: ({ dy, filter }) => 2 * size(dy!) * size(filter!.slice(0, 3)),
  CapstanRnn: recurrent,
  CapstanRnnGradient: recurrentGradient,
  CapstanGru: recurrent,
  CapstanGruGradient: recurrentGradient,
  CapstanLstm: recurrent,
  CapstanLstmGradient: recurrentGradient,
  CapstanAttention: ({ packed }) => attentionProducts(packed!),
  CapstanAttentionGradient: ({ packed }) => 2 * attentionProducts(packed!),
};

let counted = 0;
const wrapped = new WeakSet<object>();

/** Wraps the heavy kernels of the backend in use so that they are counted; wrapping twice does nothing. */
export function countFlops(): void {
  for (const kernel of tf.getKernelsForBackend(tf.getBackend())) {
    const count = counts[kernel.kernelName];
    if (!count || wrapped.has(kernel)) continue;
    wrapped.add(kernel);
    const inside = kernel.kernelFunc;
    kernel.kernelFunc = (call) => {
      const out = inside(call);
      const inputs = Object.fromEntries(Object.entries(call.inputs).flatMap(([name, t]) => (t ? [[name, t.shape]] : [])));
      counted += count(inputs, call.attrs ?? {}, (Array.isArray(out) ? out : [out]).map((t) => t.shape));
      return out;
    };
  }
}

/** Floating-point operations counted in this process so far; take differences. */
export const flopsSoFar = (): number => counted;
