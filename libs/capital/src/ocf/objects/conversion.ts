import { z } from 'zod';
import { Flag, Monetary, Numeric, OcfDay, oneOf, Ratio, Reference, Text } from '../primitives.ts';

const Interest = z.looseObject({ rate: Numeric, accrual_start_date: OcfDay, accrual_end_date: OcfDay.optional() });
const Rules = z.looseObject({}).optional();
const capped = { conversion_discount: Numeric.optional(), conversion_valuation_cap: Monetary.optional(), exit_multiple: Ratio.optional(), capitalization_definition: Text.optional(), capitalization_definition_rules: Rules };

/** How a security turns into shares. */
export const ConversionMechanism = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('RATIO_CONVERSION'), ratio: Ratio, conversion_price: Monetary, rounding_type: oneOf('CEILING', 'FLOOR', 'NORMAL') }),
  z.looseObject({ type: z.literal('SAFE_CONVERSION'), conversion_mfn: Flag, conversion_timing: oneOf('PRE_MONEY', 'POST_MONEY').optional(), ...capped }),
  z.looseObject({
    type: z.literal('CONVERTIBLE_NOTE_CONVERSION'), interest_rates: z.array(Interest), day_count_convention: oneOf('ACTUAL_365', '30_360'), interest_payout: oneOf('DEFERRED', 'CASH'),
    interest_accrual_period: oneOf('DAILY', 'MONTHLY', 'QUARTERLY', 'SEMI_ANNUAL', 'ANNUAL'), compounding_type: oneOf('COMPOUNDING', 'SIMPLE'), conversion_mfn: Flag.optional(), ...capped,
  }),
  z.looseObject({ type: z.literal('FIXED_AMOUNT_CONVERSION'), converts_to_quantity: Numeric }),
  z.looseObject({ type: z.literal('FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION'), converts_to_percent: Numeric }),
  z.looseObject({ type: z.literal('CUSTOM_CONVERSION'), custom_conversion_description: Text }),
  z.looseObject({ type: z.literal('VALUATION_BASED_CONVERSION'), valuation_type: oneOf('FIXED', 'ACTUAL', 'CAP'), valuation_amount: Monetary.optional() }),
  z.looseObject({ type: z.literal('PPS_BASED_CONVERSION'), description: Text, discount: Flag, discount_percentage: Numeric.optional(), discount_amount: Monetary.optional() }),
]);
export type ConversionMechanism = z.infer<typeof ConversionMechanism>;

export const ConversionRight = z.looseObject({
  type: oneOf('CONVERTIBLE_CONVERSION_RIGHT', 'WARRANT_CONVERSION_RIGHT', 'STOCK_CLASS_CONVERSION_RIGHT').optional(),
  conversion_mechanism: ConversionMechanism, converts_to_stock_class_id: Reference.optional(), converts_to_future_round: Flag.optional(),
});
/** When it does. */
export const ConversionTrigger = z.looseObject({
  trigger_id: Text, type: oneOf('AUTOMATIC_ON_CONDITION', 'AUTOMATIC_ON_DATE', 'ELECTIVE_IN_RANGE', 'ELECTIVE_ON_CONDITION', 'ELECTIVE_AT_WILL', 'UNSPECIFIED'),
  nickname: Text.optional(), trigger_description: Text.optional(), conversion_right: ConversionRight, trigger_condition: Text.optional(), trigger_date: OcfDay.optional(), start_date: OcfDay.optional(), end_date: OcfDay.optional(),
});
