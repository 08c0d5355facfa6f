import { renderToStaticMarkup as html } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

test('a metric page is drawn as headings, paragraphs, lists and tables', () => {
  const page = html(<Markdown text={'# Net burn\n\nCash **out** minus `in`.\n\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |'} />);
  expect(page).toContain('<h1>Net burn</h1><p>Cash <strong>out</strong> minus <code>in</code>.</p>');
  expect(page).toContain('<li>one more</li><li>two</li>');
  expect(page).toContain('<td>1</td><td>2</td>');
});

test('nothing written in a page becomes markup or a script link', () => {
  const page = html(<Markdown text={'<script>x</script> [a](javascript:alert(1)) [b](https://example.com)'} />);
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('href="javascript');
  expect(page).toContain('href="https://example.com"');
});
