import { Money, type SummaryPart } from '@capstan/kernel';

const MOST_PARTS = 4;
const MOST_LETTERS = 60;
/** Fields that say what a fact is about; they come first, whatever their place in the alphabet. */
const NAMING = new Set(['name', 'title', 'holderName', 'investor', 'provider', 'description', 'role', 'reason', 'month']);
/** `hire-4f9a…` and hashes say nothing to a reader. */
const isId = (text: string) => /^[a-z]+(-[a-z]+)*-[a-z0-9]{8,40}$/.test(text) && /\d/.test(text) || /^[0-9a-f-]{32,64}$/.test(text);
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The values of a fact that say most in one line: what it is about, then money, texts and numbers, days last. Ids never. */
export function summaryOf(data: object): SummaryPart[] {
  return ranked(data).sort((a, b) => a.rank - b.rank).slice(0, MOST_PARTS).map(({ part }) => part);
}

interface Ranked { readonly rank: number; readonly part: SummaryPart }

function ranked(data: object, inside = 0): Ranked[] {
  return Object.entries(data).flatMap(([field, value]): Ranked[] => {
    const money = Money.safeParse(value);
    if (money.success) return [{ rank: inside + 1, part: { money: money.data } }];
    if (typeof value === 'number') return [{ rank: inside + 3, part: { number: value } }];
    if (typeof value === 'string') return said(value).map((text) => ({ rank: inside + (NAMING.has(field) ? 0 : isDay(text) ? 4 : 2), part: { text } }));
    return inside === 0 && typeof value === 'object' && value !== null && !Array.isArray(value) ? ranked(value, 10) : [];
  });
}

const said = (text: string): string[] => (text.trim() === '' || isId(text) ? [] : [text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text]);
