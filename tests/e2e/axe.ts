import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow extends Window {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** Serious and critical findings, each with where and why. `rules`: only these, for what changes with the theme alone. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, which the Content-Security-Policy does not bind.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (only) => {
    const { axe } = window as AxeWindow;
    if (!axe) throw new Error('axe did not load');
    const options: RunOptions = {
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule', values: [...only] } } : {}),
    };
    const { violations } = await axe.run(options);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} | ${(node.failureSummary ?? '').replaceAll('\n', ' ')}`),
      );
  }, rules);
}

/** Words that run out of their box, and anything that makes the page wider than the screen. */
export async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1)
      found.push(`the page is ${String(scrollWidth)} px wide on a screen of ${String(clientWidth)}`);
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, a, label, h1, h2, h3, legend, dt, dd, th, td, p, summary, [role=tab]',
    )) {
      if (element.clientWidth === 0 || element.closest('.visually-hidden, [inert]')) continue;
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      if (display === 'inline' || textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll')
        continue;
      if (element.scrollWidth > element.clientWidth + 2)
        found.push(
          `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}” runs out of its box`,
        );
    }
    return found;
  });
}
