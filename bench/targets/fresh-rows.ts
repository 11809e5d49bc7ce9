import type { Section } from '../section.ts';
import { percentile } from '../statistics.ts';
import { line, times } from '../table-text.ts';
import { columns, type MeasuredBuilds } from './engine-rows.ts';
import { type FreshSamples, freshTitles, measureFresh } from './fresh-process.ts';

/** Returns the rows on a fresh process, beside the earlier build; `builds` are checkouts. */
export function freshRows({ today, own }: MeasuredBuilds<string>): Section {
  return {
    titles: Object.values(freshTitles),
    measure: async (chosen, { effort, report }) => {
      const print = (texts: readonly string[]) => report.log(line(texts, [48, 22]));
      report.log(
        `\nms of processor time of fresh processes: 20th percentile of ${effort.rounds} of each, in turn; the import beyond an empty process`,
      );
      print(['', columns.today, columns.own]);
      const checkouts = today === undefined ? [own] : [own, today];
      const [ownSamples, todaySamples] = measureFresh(checkouts, effort.rounds);
      for (const [title, samplesOf] of freshSamples) {
        if (!chosen.has(title)) continue;
        const [todayNs, ownNs] = [todaySamples, ownSamples].map((samples) =>
          samples === undefined ? Number.NaN : percentile(samplesOf(samples), 0.2),
        );
        report.add({ title, unit: 'ns', values: valuesOf(todayNs, ownNs) });
        print([title, `${milliseconds(todayNs)} ${times(ownNs, todayNs, 2)}`, milliseconds(ownNs)]);
      }
    },
  };
}

/** The rows on a fresh process, each with its samples. */
export const freshSamples: readonly (readonly [
  title: string,
  samplesOf: (samples: FreshSamples) => readonly number[],
])[] = [
  [freshTitles.import, ({ importNs }) => importNs],
  [freshTitles.requests, ({ requestsNs }) => requestsNs],
];

function valuesOf(today = Number.NaN, own = Number.NaN): Record<string, number> {
  return { [columns.today]: today, [columns.own]: own };
}

function milliseconds(ns = Number.NaN): string {
  return Number.isNaN(ns) ? '–' : (ns / 1e6).toFixed(1);
}
