import type { BankMapping, DateFormat } from './bank-mapping.ts';

const guesses = {
  date: /^(booking |transaction |value |posted |posting )?date$|^(buchungstag|datum|bokföringsdag|fecha|交易日期|日期)$/i,
  amount: /^(amount|betrag|belopp|importe|金额|交易金额)( \(\w+\))?$/i,
  debit: /^(debit|paid out|withdrawals?|money out|支出)( amount)?$/i,
  credit: /^(credit|paid in|deposits?|money in|收入)( amount)?$/i,
  text: /^(description|details|reference|memo|text|verwendungszweck|摘要|narrative)$/i,
  counterparty: /^(counterparty|payee|name|merchant|beneficiary|empfänger|对方户名)$/i,
  balance: /^(balance|running balance|saldo|kontostand|余额)$/i,
};

/** A first guess of the mapping from the header and a sample row; null where the person has to say. Never used without being shown. */
export function guessMapping(header: readonly string[], sample: readonly string[]): { [K in keyof BankMapping]: BankMapping[K] | null } {
  const find = (what: keyof typeof guesses) => header.find((h) => guesses[what].test(h.trim())) ?? null;
  const [date, signed, debit, credit] = [find('date'), find('amount'), find('debit'), find('credit')];
  const cell = (column: string | null) => (column === null ? '' : (sample[header.indexOf(column)] ?? '').trim());
  return {
    date, dateFormat: guessFormat(cell(date)),
    amount: signed ? { kind: 'signed', column: signed } : debit && credit ? { kind: 'debit-credit', debit, credit } : null,
    decimal: /,\d{1,2}$/.test(cell(signed ?? debit)) || /,\d{1,2}$/.test(cell(credit)) ? ',' : '.',
    text: find('text'), counterparty: find('counterparty') ?? undefined, balance: find('balance') ?? undefined,
  };
}

/** The one format a date text fits; null when day and month could be either way round. */
function guessFormat(text: string): DateFormat | null {
  if (/^\d{4}-\d\d-\d\d/.test(text)) return 'YYYY-MM-DD';
  if (/^\d{4}\/\d\d\/\d\d/.test(text)) return 'YYYY/MM/DD';
  if (/^\d{8}$/.test(text)) return 'YYYYMMDD';
  if (/^\d\d\.\d\d\.\d{4}/.test(text)) return 'DD.MM.YYYY';
  if (/^\d\d-\d\d-\d{4}/.test(text)) return 'DD-MM-YYYY';
  const slashes = /^(\d\d)\/(\d\d)\/\d{4}/.exec(text);
  if (slashes && Number(slashes[1]) > 12) return 'DD/MM/YYYY';
  return slashes && Number(slashes[2]) > 12 ? 'MM/DD/YYYY' : null;
}
