/** A function of one object that works its answer out once per object: a slider plays on the same table many times over. */
export function remembered<A extends object, B>(of: (one: A) => B): (one: A) => B {
  const known = new WeakMap<A, B>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const answer = of(one);
    known.set(one, answer);
    return answer;
  };
}
