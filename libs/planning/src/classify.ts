import type { TransactionKind } from './events.ts';

/** The rules in order; the first that fits decides. `when` restricts a rule to money in or money out. */
export const classificationRules: readonly { kind: TransactionKind; when?: 'in' | 'out'; words: RegExp }[] = [
  { kind: 'transfer', words: /\b(internal|own account|between accounts|savings sweep|umbuchung|sweep)\b|内部转账/i },
  { kind: 'financing', when: 'in', words: /\b(safe|seed|series [a-e]|share issue|capital|investment|convertible|venture|ventures|loan proceeds)\b|投资款|增资/i },
  { kind: 'financing', when: 'out', words: /\b(loan (repayment|principal)|dividend|share buy-?back)\b|还贷/i },
  { kind: 'tax', words: /\b(tax|vat|irs|hmrc|skatteverket|finanzamt|urssaf|social security)\b|税/i },
  { kind: 'payroll', when: 'out', words: /\b(payroll|salar(y|ies)|wages|gusto|deel|rippling|remote\.com|gehalt|lön)\b|工资|薪/i },
  { kind: 'compute', when: 'out', words: /\b(aws|amazon web services|google cloud|gcp|azure|lambda( labs)?|coreweave|runpod|nebius|modal labs|together ai|openai|anthropic|hugging ?face|vast\.ai|gpu)\b|阿里云|腾讯云/i },
  { kind: 'revenue', when: 'in', words: /\b(stripe|paddle|payouts?|invoices?|customers?|subscriptions?|licen[cs]es?|rechnung|faktura)\b|货款|回款/i },
];

/** The kind of a transaction by the rules above; `other` when none fits. A person's word overrides it later. */
export function classify(amount: number, ...texts: (string | undefined)[]): TransactionKind {
  const text = texts.filter(Boolean).join(' ');
  const way = amount < 0 ? 'out' : 'in';
  return classificationRules.find((r) => (r.when ?? way) === way && r.words.test(text))?.kind ?? 'other';
}
