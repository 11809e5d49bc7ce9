/** Random choices from a seed: the same seed gives the same choices on every machine. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns a number in [0, 1) with the algorithm mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns an integer from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Returns true with the given probability. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** Returns one of the choices with equal probability. */
  one<Choice>(...choices: readonly [Choice, ...(readonly Choice[])]): Choice {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /** Returns one element of a list with equal probability. The list must not be empty. */
  of<Choice>(choices: readonly Choice[]): Choice {
    const [first, ...others] = choices;
    if (first === undefined) throw new Error('the list of choices is empty');
    return this.one(first, ...others);
  }

  /** Calls one of the functions, chosen by weight, and returns its result. */
  weighted<Result>(choices: readonly (readonly [weight: number, make: () => Result])[]): Result {
    let rest = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of choices) {
      rest -= weight;
      if (rest < 0) return make();
    }
    throw new Error('no choice has a weight above 0');
  }

  /** Calls `make` the given number of times and returns the results. */
  times<Result>(count: number, make: () => Result): Result[] {
    return Array.from({ length: count }, make);
  }

  /** Returns some of the elements in their order. */
  some<Element>(elements: readonly Element[], probability = 0.5): Element[] {
    return elements.filter(() => this.happens(probability));
  }
}

/** Derives the seed of a part from the seed of the whole. */
export function partSeed(seed: number, part: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b)) >>> 0;
}
