import { z } from 'zod';
import { about, Flag, issuance, Monetary, Numeric, OcfDay, oneOf, Ratio, Reference, rest, results, Text, transaction, Vestings } from '../primitives.ts';
import { ConversionMechanism, ConversionTrigger } from './conversion.ts';
import { relationships, statuses } from './holders-and-classes.ts';

const reason = { reason_text: Text };
const consideration = { consideration_text: Text.optional() };
const approvals = { board_approval_date: OcfDay.optional(), stockholder_approval_date: OcfDay.optional() };
const acceptance = about({});
const retraction = about(reason);

export const StockIssuance = issuance({
  stock_class_id: Reference.min(1), share_price: Monetary, quantity: Numeric, stock_legend_ids: z.array(Reference), stock_plan_id: Reference.optional(), cost_basis: Monetary.optional(),
  share_numbers_issued: z.array(z.looseObject({ starting_share_number: Numeric, ending_share_number: Numeric })).optional(), vesting_terms_id: Reference.optional(), vestings: Vestings.optional(), issuance_type: oneOf('RSA', 'FOUNDERS_STOCK').optional(),
});
export const stock = {
  TX_STOCK_ISSUANCE: StockIssuance, TX_STOCK_ACCEPTANCE: acceptance, TX_STOCK_RETRACTION: retraction,
  TX_STOCK_CANCELLATION: about({ quantity: Numeric, ...reason, ...rest }),
  TX_STOCK_REPURCHASE: about({ quantity: Numeric, price: Monetary, ...consideration, ...rest }),
  TX_STOCK_TRANSFER: about({ quantity: Numeric, ...consideration, ...results }),
  TX_STOCK_CONVERSION: about({ quantity_converted: Numeric, ...results }),
  TX_STOCK_REISSUANCE: about({ ...results, split_transaction_id: Reference.optional(), reason_text: Text.optional() }),
  TX_STOCK_CONSOLIDATION: transaction({ security_ids: z.array(Reference).min(1), resulting_security_id: Reference.min(1), reason_text: Text.optional() }),
  TX_STOCK_CLASS_SPLIT: transaction({ stock_class_id: Reference.min(1), split_ratio: Ratio }),
  TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT: transaction({ stock_class_id: Reference.min(1), new_ratio_conversion_mechanism: ConversionMechanism, ...approvals }),
  TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT: transaction({ stock_class_id: Reference.min(1), new_shares_authorized: Numeric, ...approvals }),
} as const;

export const ConvertibleIssuance = issuance({
  convertible_type: oneOf('NOTE', 'SAFE', 'CONVERTIBLE_SECURITY'), investment_amount: Monetary, conversion_triggers: z.array(ConversionTrigger).min(1), seniority: z.number().int(), pro_rata: Numeric.optional(),
});
export const convertibles = {
  TX_CONVERTIBLE_ISSUANCE: ConvertibleIssuance, TX_CONVERTIBLE_ACCEPTANCE: acceptance, TX_CONVERTIBLE_RETRACTION: retraction,
  TX_CONVERTIBLE_CANCELLATION: about({ amount: Monetary, ...reason, ...rest }),
  TX_CONVERTIBLE_TRANSFER: about({ amount: Monetary, ...consideration, ...results }),
  TX_CONVERTIBLE_CONVERSION: about({ trigger_id: Text, quantity_converted: Numeric.optional(), reason_text: Text, ...results, capitalization_definition: z.unknown().optional() }),
} as const;

export const WarrantIssuance = issuance({
  exercise_triggers: z.array(ConversionTrigger), purchase_price: Monetary, exercise_price: Monetary.optional(), quantity: Numeric.optional(), warrant_expiration_date: OcfDay.optional(), vesting_terms_id: Reference.optional(), vestings: Vestings.optional(),
  quantity_source: oneOf('HUMAN_ESTIMATED', 'MACHINE_ESTIMATED', 'UNSPECIFIED', 'INSTRUMENT_FIXED', 'INSTRUMENT_MAX', 'INSTRUMENT_MIN').optional(),
});
export const warrants = {
  TX_WARRANT_ISSUANCE: WarrantIssuance, TX_WARRANT_ACCEPTANCE: acceptance, TX_WARRANT_RETRACTION: retraction,
  TX_WARRANT_CANCELLATION: about({ quantity: Numeric, ...reason, ...rest }),
  TX_WARRANT_TRANSFER: about({ quantity: Numeric, ...consideration, ...results }),
  TX_WARRANT_EXERCISE: about({ trigger_id: Text, ...consideration, resulting_security_ids: results.resulting_security_ids, quantity: Numeric.optional() }),
} as const;

export const terminations = ['VOLUNTARY_OTHER', 'VOLUNTARY_GOOD_CAUSE', 'VOLUNTARY_RETIREMENT', 'INVOLUNTARY_OTHER', 'INVOLUNTARY_DEATH', 'INVOLUNTARY_DISABILITY', 'INVOLUNTARY_WITH_CAUSE'] as const;
const Window = z.looseObject({ reason: oneOf(...terminations), period: z.number().int().min(0), period_type: oneOf('DAYS', 'MONTHS', 'YEARS') });
export const CompensationIssuance = issuance({
  compensation_type: oneOf('OPTION_NSO', 'OPTION_ISO', 'OPTION', 'RSU', 'CSAR', 'SSAR'), option_grant_type: oneOf('NSO', 'ISO', 'INTL').optional(), quantity: Numeric, stock_plan_id: Reference.optional(), stock_class_id: Reference.optional(),
  exercise_price: Monetary.optional(), base_price: Monetary.optional(), early_exercisable: Flag.optional(), vesting_terms_id: Reference.optional(), vestings: Vestings.optional(), expiration_date: OcfDay.nullable().optional(),
  termination_exercise_windows: z.array(Window), valuation_id: Reference.optional(),
});
const compensationKinds = {
  ISSUANCE: CompensationIssuance, ACCEPTANCE: acceptance, RETRACTION: retraction,
  CANCELLATION: about({ quantity: Numeric, ...reason, ...rest }),
  TRANSFER: about({ quantity: Numeric, ...consideration, ...results }),
  EXERCISE: about({ quantity: Numeric, ...consideration, resulting_security_ids: results.resulting_security_ids }),
  RELEASE: about({ quantity: Numeric, settlement_date: OcfDay, release_price: Monetary, ...consideration, resulting_security_ids: z.array(Reference) }),
} as const;
type Kind = keyof typeof compensationKinds;
type Named<P extends string> = { readonly [K in Kind as `${P}${K}`]: (typeof compensationKinds)[K] };
const named = <P extends string>(prefix: P) => Object.fromEntries(Object.entries(compensationKinds).map(([kind, schema]) => [`${prefix}${kind}`, schema])) as Named<P>;
/** Equity compensation under its name since 1.1 and under the one before. */
export const compensation = {
  ...named('TX_EQUITY_COMPENSATION_'), ...named('TX_PLAN_SECURITY_'),
  TX_EQUITY_COMPENSATION_REPRICING: about({ new_exercise_price: Monetary }),
} as const;

export const others = {
  TX_VESTING_START: about({ vesting_condition_id: Reference.min(1) }),
  TX_VESTING_EVENT: about({ vesting_condition_id: Reference.min(1) }),
  TX_VESTING_ACCELERATION: about({ quantity: Numeric, ...reason }),
  TX_STOCK_PLAN_POOL_ADJUSTMENT: transaction({ stock_plan_id: Reference.min(1), shares_reserved: Numeric, ...approvals }),
  TX_STOCK_PLAN_RETURN_TO_POOL: about({ stock_plan_id: Reference.min(1), quantity: Numeric, ...reason }),
  TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT: transaction({ issuer_id: Reference.min(1), new_shares_authorized: Numeric, ...approvals }),
  CE_STAKEHOLDER_RELATIONSHIP: transaction({ stakeholder_id: Reference.min(1), relationship_started: oneOf(...relationships).optional(), relationship_ended: oneOf(...relationships).optional() }),
  CE_STAKEHOLDER_STATUS: transaction({ stakeholder_id: Reference.min(1), new_status: oneOf(...statuses) }),
} as const;
