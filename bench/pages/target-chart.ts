import { figure, type TargetResult } from './target-table.ts';

const [titleWidth, plotWidth, rowHeight, top, numbersWidth] = [340, 420, 20, 44, 150];
const width = titleWidth + plotWidth + numbersWidth;
/** The scale is logarithmic: from a twentieth of a target to twenty times it. */
const reach = 20;

const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .faint { fill: #59636e }
  .line { stroke: #d1d9e0 }
  .target { stroke: #1f2328 }
  .way { stroke: #8c959f; stroke-width: 2 }
  .today { fill: #8c959f }
  .met { fill: #1a7f37 }
  .missed { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .faint { fill: #9198a1 }
    .line { stroke: #3d444d }
    .target { stroke: #f0f6fc }
    .met { fill: #3fb950 }
    .missed { fill: #db6d28 }
  }`;

/**
 * Draws targets as an SVG: one line each, with the earlier build and this one as points on a scale of multiples of the
 * target. Its colours follow the reader's scheme, light or dark; a missed target is a square, so that no colour is needed.
 */
export function drawTargets(results: readonly TargetResult[]): string {
  const height = top + results.length * rowHeight + 12;
  const bottom = height - 8;
  const grid = [0.1, 0.2, 0.5, 1, 2, 5, 10].map((multiple) => {
    const x = xOf(multiple);
    const kind = multiple === 1 ? 'target' : 'line';
    return `<line class="${kind}" x1="${x}" x2="${x}" y1="${top - 8}" y2="${bottom}"/><text class="faint" text-anchor="middle" x="${x}" y="${top - 14}">${multiple === 1 ? 'target' : `×${multiple}`}</text>`;
  });
  const legend = [
    '<circle class="today" cx="8" cy="12" r="4"/><text x="18" y="16">before</text>',
    '<circle class="met" cx="78" cy="12" r="5"/><text x="88" y="16">now, met</text>',
    '<rect class="missed" x="160" y="7" width="10" height="10"/><text x="176" y="16">now, missed</text>',
    '<text class="faint" x="262" y="16">left is faster or smaller</text>',
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>Measured values as multiples of their targets</title>',
    `<style>${style}\n</style>`,
    ...legend,
    ...grid,
    ...results.map(drawTarget),
    '</svg>\n',
  ].join('\n');
}

function drawTarget({ title, today, own, most }: TargetResult, index: number): string {
  const y = top + index * rowHeight + 8;
  const x = xOf(own / most);
  const isMet = own <= most;
  const before =
    today === undefined
      ? ''
      : `<line class="way" x1="${xOf(today / most)}" x2="${x}" y1="${y}" y2="${y}"/><circle class="today" cx="${xOf(today / most)}" cy="${y}" r="4"/>`;
  const now = isMet
    ? `<circle class="met" cx="${x}" cy="${y}" r="5"/>`
    : `<rect class="missed" x="${round(x - 5)}" y="${y - 5}" width="10" height="10"/>`;
  const figures = `${today === undefined ? '' : `${figure(today)} → `}${figure(own)}`;
  return `<text x="0" y="${y + 4}">${escaped(title)}</text>${before}${now}<text class="faint" x="${titleWidth + plotWidth + 12}" y="${y + 4}">${figures} (≤ ${figure(most)})</text>`;
}

/** Values beyond the scale are at its ends. */
function xOf(multiple: number): number {
  const position = Math.log(multiple) / Math.log(reach);
  return round(titleWidth + (Math.min(Math.max(position, -1), 1) + 1) * (plotWidth / 2));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
