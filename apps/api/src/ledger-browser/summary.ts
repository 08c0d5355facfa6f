import { Money, type SummaryPart } from '@capstan/kernel';

const MOST_PARTS = 4;
const MOST_LETTERS = 60;
/** `hire-4f9a…` and hashes say nothing to a reader. */
const isId = (text: string) => /^[a-z]+-[a-z0-9]{8,40}$/.test(text) || /^[0-9a-f-]{32,64}$/.test(text);

/** The leading values of a fact's data, in the order they are recorded: money, numbers and short texts. */
export function summaryOf(data: object): SummaryPart[] {
  return Object.values(data).flatMap((value): SummaryPart[] => {
    if (typeof value === 'number') return [{ number: value }];
    if (typeof value === 'string') return value.trim() === '' || isId(value) ? [] : [{ text: value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS)}…` : value }];
    const money = Money.safeParse(value);
    return money.success ? [{ money: money.data }] : [];
  }).slice(0, MOST_PARTS);
}
