import { currencies } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';

/** Every currency by code and name, as options of a select. */
export const currencyOptions = (f: Formatters): { value: string; label: string }[] => currencies.map((code) => ({ value: code, label: `${code} · ${f.currencyName(code)}` }));
