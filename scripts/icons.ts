/**
 * Draws the mark of 即办 (a receipt with a check) and renders every icon the manifest names into public/icons.
 * Run by hand after a change of the drawing: node scripts/icons.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from './chromium.ts';

const FOLDER = 'public/icons';
const TEAL = '#0f5c63';
const PAPER = '#ffffff';
const INK = '#0f5c63';
const SEAL = '#d9482b';

/** A slip of paper, torn at the lower edge, 512 × 512 with the content inside the maskable safe circle (r = 205). */
const SLIP =
  'M160 118h192a14 14 0 0 1 14 14v252l-27.5-22-27.5 22-27.5-22-27.5 22-27.5-22-27.5 22-27.5-22-27.5 22' +
  'V132a14 14 0 0 1 14-14z';
const CHECK = 'M203 246l38 38 70-78';
const LINE = 'M196 166h76';

interface Colours {
  ground: string;
  paper: string;
  ink: string;
  line: string;
}

/** Launchers crop the maskable icon, so there the slip stays small; elsewhere it may fill the square. */
function mark(colours: Colours, shape: { cornerRadius: number; scale: number }): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">` +
    `<rect width="512" height="512" rx="${shape.cornerRadius}" fill="${colours.ground}"/>` +
    `<g transform="translate(256 256) scale(${shape.scale}) translate(-256 -251)">` +
    `<path d="${SLIP}" fill="${colours.paper}"/>` +
    `<path d="${LINE}" fill="none" stroke="${colours.line}" stroke-width="16" stroke-linecap="round"/>` +
    `<path d="${CHECK}" fill="none" stroke="${colours.ink}" stroke-width="34" stroke-linecap="round" stroke-linejoin="round"/>` +
    `</g></svg>\n`
  );
}

/** One colour on transparent: the system tints it, so what is "ink" elsewhere is cut out here. */
function monochrome(): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><mask id="m"><rect width="512" height="512" fill="#fff"/>` +
    `<path d="${LINE}" fill="none" stroke="#000" stroke-width="16" stroke-linecap="round"/>` +
    `<path d="${CHECK}" fill="none" stroke="#000" stroke-width="34" stroke-linecap="round" stroke-linejoin="round"/></mask>` +
    `<path d="${SLIP}" fill="#000" mask="url(#m)"/></svg>\n`
  );
}

/** 96 × 96 glyphs of the four shortcuts, strokes on the same teal. */
const SHORTCUTS: Record<string, string> = {
  today: '<rect x="26" y="24" width="44" height="50" rx="6"/><path d="M36 40h24M36 52h24M36 64h14"/>',
  camera: '<path d="M24 38h12l6-8h12l6 8h12v34H24z"/><circle cx="48" cy="54" r="10"/>',
  noise: '<path d="M24 48h6M36 36v24M48 26v44M60 36v24M66 48h6"/>',
  sync: '<path d="M28 44a21 21 0 0 1 38-8M68 26v12H56M68 52a21 21 0 0 1-38 8M28 70V58h12"/>',
};

function shortcut(strokes: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="22" fill="${TEAL}"/>` +
    `<g fill="none" stroke="${PAPER}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">${strokes}</g></svg>`
  );
}

async function render(page: Page, svg: string, edgePx: number, name: string): Promise<void> {
  await page.setViewportSize({ width: edgePx, height: edgePx });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${edgePx}px;height:${edgePx}px}</style>${svg}`);
  await page.screenshot({ path: `${FOLDER}/${name}.png`, omitBackground: true });
}

async function drawAll(page: Page): Promise<void> {
  const colours: Colours = { ground: TEAL, paper: PAPER, ink: INK, line: SEAL };
  const rounded = mark(colours, { cornerRadius: 112, scale: 1.32 });
  const square = mark(colours, { cornerRadius: 0, scale: 1.08 });
  writeFileSync(`${FOLDER}/icon.svg`, rounded);
  await render(page, rounded, 192, 'icon-192');
  await render(page, rounded, 512, 'icon-512');
  await render(page, square, 512, 'maskable-512');
  await render(page, square, 180, 'apple-touch-icon');
  await render(page, monochrome(), 512, 'monochrome-512');
  for (const [name, strokes] of Object.entries(SHORTCUTS)) {
    await render(page, shortcut(strokes), 96, `shortcut-${name}`);
  }
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs] });
try {
  await drawAll(await browser.newPage());
} finally {
  await browser.close();
}
