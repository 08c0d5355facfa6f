import { z } from 'zod';
import { allocationTypes, daysOfMonth } from '../../vesting/index.ts';
import { Flag, Id, Monetary, Numeric, object, OcfDay, oneOf, Ratio, Reference, Text } from '../primitives.ts';
import { ConversionRight } from './conversion.ts';

const Name = z.looseObject({ legal_name: Text, first_name: Text.optional(), last_name: Text.optional() });
const Email = z.looseObject({ email_type: oneOf('PERSONAL', 'BUSINESS', 'OTHER'), email_address: Text });
const Phone = z.looseObject({ phone_type: oneOf('HOME', 'MOBILE', 'BUSINESS', 'OTHER'), phone_number: Text });
const Address = z.looseObject({ address_type: oneOf('LEGAL', 'CONTACT', 'OTHER'), country: Text });
const TaxId = z.looseObject({ tax_id: Text, country: Text });
const reach = { phone_numbers: z.array(Phone).optional(), emails: z.array(Email).optional() };
const Authorized = z.union([Numeric, oneOf('UNLIMITED', 'NOT APPLICABLE')]);

export const relationships = ['ADVISOR', 'BOARD_MEMBER', 'CONSULTANT', 'EMPLOYEE', 'EX_ADVISOR', 'EX_CONSULTANT', 'EX_EMPLOYEE', 'EXECUTIVE', 'FOUNDER', 'INVESTOR', 'NON_US_EMPLOYEE', 'OFFICER', 'OTHER'] as const;
export const statuses = ['ACTIVE', 'LEAVE_OF_ABSENCE', 'TERMINATION_VOLUNTARY_OTHER', 'TERMINATION_VOLUNTARY_GOOD_CAUSE', 'TERMINATION_VOLUNTARY_RETIREMENT', 'TERMINATION_INVOLUNTARY_OTHER', 'TERMINATION_INVOLUNTARY_DEATH', 'TERMINATION_INVOLUNTARY_DISABILITY', 'TERMINATION_INVOLUNTARY_WITH_CAUSE'] as const;

export const Issuer = object({
  legal_name: Text, formation_date: OcfDay, country_of_formation: Text, tax_ids: z.array(TaxId).optional(), email: Email.optional(), phone: Phone.optional(), address: Address.optional(), initial_shares_authorized: Authorized.optional(),
});
export const Stakeholder = object({
  name: Name, stakeholder_type: oneOf('INDIVIDUAL', 'INSTITUTION'), current_relationship: oneOf(...relationships).optional(), current_relationships: z.array(oneOf(...relationships)).optional(),
  current_status: oneOf(...statuses).optional(), primary_contact: z.looseObject({ name: Name, ...reach }).optional(), contact_info: z.looseObject(reach).optional(), addresses: z.array(Address).optional(), tax_ids: z.array(TaxId).optional(),
});
export const StockClass = object({
  name: Text.min(1), class_type: oneOf('COMMON', 'PREFERRED'), default_id_prefix: Text, initial_shares_authorized: Authorized, votes_per_share: Numeric, seniority: Numeric,
  board_approval_date: OcfDay.optional(), stockholder_approval_date: OcfDay.optional(), par_value: Monetary.optional(), price_per_share: Monetary.optional(), conversion_rights: z.array(ConversionRight).optional(),
  liquidation_preference_multiple: Numeric.optional(), participation_cap_multiple: Numeric.optional(),
});
export const StockPlan = object({
  plan_name: Text.min(1), initial_shares_reserved: Numeric, stock_class_id: Reference.optional(), stock_class_ids: z.array(Reference).optional(), board_approval_date: OcfDay.optional(), stockholder_approval_date: OcfDay.optional(),
  default_cancellation_behavior: oneOf('RETIRE', 'RETURN_TO_POOL', 'HOLD_AS_CAPITAL_STOCK', 'DEFINED_PER_PLAN_SECURITY').optional(),
});
export const StockLegendTemplate = object({ name: Text, text: Text });
export const Valuation = object({ price_per_share: Monetary, effective_date: OcfDay, stock_class_id: Reference, valuation_type: oneOf('409A'), provider: Text.optional(), board_approval_date: OcfDay.optional() });
export const Financing = object({ name: Text, issuance_ids: z.array(Reference), date: OcfDay.optional() });
export const Document = object({ md5: Text, path: Text.optional(), uri: Text.optional(), related_objects: z.array(z.looseObject({ object_type: Text, object_id: Reference })).optional() });

const period = { length: z.number().int().min(0), cliff_installment: z.number().int().optional() };
const Occurring = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('DAYS'), occurrences: z.number().int().min(1), ...period }),
  z.looseObject({ type: z.literal('MONTHS'), occurrences: z.number().int().min(1), day_of_month: z.enum(daysOfMonth), ...period }),
]);
const Trigger = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('VESTING_START_DATE') }),
  z.looseObject({ type: z.literal('VESTING_EVENT') }),
  z.looseObject({ type: z.literal('VESTING_SCHEDULE_ABSOLUTE'), date: OcfDay }),
  z.looseObject({ type: z.literal('VESTING_SCHEDULE_RELATIVE'), period: Occurring, relative_to_condition_id: Reference.min(1) }),
]);
const Portion = Ratio.extend({ remainder: Flag.optional() });
export const Condition = z.looseObject({
  id: Id, description: Text.optional(), portion: Portion.optional(), quantity: Numeric.optional(), trigger: Trigger, next_condition_ids: z.array(Reference.min(1)),
  cliff_condition: z.looseObject({ period: z.looseObject({ type: oneOf('DAYS', 'MONTHS'), length: z.number().int().min(1) }) }).optional(),
});
export const OcfVestingTerms = object({ name: Text, description: Text, allocation_type: z.enum(allocationTypes), vesting_conditions: z.array(Condition).min(1) });
