import type { z } from 'zod';
import { Document, Financing, OcfVestingTerms, Stakeholder, StockClass, StockLegendTemplate, StockPlan, Valuation } from './objects/holders-and-classes.ts';
import { compensation, convertibles, others, stock, warrants } from './objects/transactions.ts';

/** Every type of object that Open Cap Format 1.2 knows, with what it must say. */
export const objectKinds = {
  STAKEHOLDER: Stakeholder, STOCK_CLASS: StockClass, STOCK_PLAN: StockPlan, STOCK_LEGEND_TEMPLATE: StockLegendTemplate, VESTING_TERMS: OcfVestingTerms, VALUATION: Valuation, FINANCING: Financing, DOCUMENT: Document,
  ...stock, ...convertibles, ...warrants, ...compensation, ...others,
} as const;
export type ObjectKind = keyof typeof objectKinds;
export type ObjectOf<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]>;
export const isKind = (type: string): type is ObjectKind => Object.hasOwn(objectKinds, type);

/** The files of a package: what stands in `file_type`, and the list of the manifest that names them. */
export const fileKinds = {
  OCF_STOCK_PLANS_FILE: 'stock_plans_files', OCF_STOCK_LEGEND_TEMPLATES_FILE: 'stock_legend_templates_files', OCF_STOCK_CLASSES_FILE: 'stock_classes_files', OCF_VESTING_TERMS_FILE: 'vesting_terms_files',
  OCF_VALUATIONS_FILE: 'valuations_files', OCF_TRANSACTIONS_FILE: 'transactions_files', OCF_STAKEHOLDERS_FILE: 'stakeholders_files', OCF_FINANCINGS_FILE: 'financings_files', OCF_DOCUMENTS_FILE: 'documents_files',
} as const;
export type FileKind = keyof typeof fileKinds;
