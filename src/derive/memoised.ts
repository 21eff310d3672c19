/** A function that computes once for all inputs of the same key. */
export const memoised = <Input, Result>(keyOf: (input: Input) => unknown, compute: (input: Input) => Result): ((input: Input) => Result) => {
  const known = new Map<unknown, { readonly result: Result }>();
  return (input) => {
    const key = keyOf(input);
    const entry = known.get(key) ?? { result: compute(input) };
    known.set(key, entry);
    return entry.result;
  };
};

/** The thing itself as the key. */
export const itself = <Input>(input: Input): Input => input;
