'use client';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useProblem } from './problems.ts';

interface Common { name: string; label: ReactNode; hint?: ReactNode; required?: boolean }

/** Label, control, hint and the problem the API found with it, tied together for every reader. */
function Labelled({ name, label, hint, children }: Common & { children: (control: { id: string; name: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode }) {
  const id = useId();
  const problem = useProblem(name);
  const described = [problem && `${id}-p`, hint && `${id}-h`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, name, ...(problem && { 'aria-invalid': true as const }), ...(described && { 'aria-describedby': described }) })}
      {problem && <span className="problem" id={`${id}-p`}>{problem}</span>}
      {hint && <span className="hint" id={`${id}-h`}>{hint}</span>}
    </div>
  );
}

type TextProps = Common & Omit<ComponentProps<'input'>, 'name'>;
export const TextField = ({ label, hint, ...rest }: TextProps) => (
  <Labelled label={label} hint={hint} name={rest.name}>{(control) => <input className="input" autoComplete="off" {...rest} {...control} />}</Labelled>
);

/** A number or a percentage as people type it; read by `form.number`, `form.decimal` or `form.percent` in the action. */
export const NumberField = ({ label, hint, unit, ...rest }: TextProps & { unit?: string }) => (
  <Labelled label={label} hint={hint} name={rest.name}>{(control) => (
    <span className="affix"><input className="input" inputMode="decimal" autoComplete="off" data-align="right" {...rest} {...control} />{unit && <span>{unit}</span>}</span>
  )}</Labelled>
);

/** Money as people type it (`1,250,000`, `1.25m`); read by `form.money(name, currency)` in the action. */
export const MoneyField = ({ currency, ...rest }: TextProps & { currency: string }) => <NumberField {...rest} unit={currency} />;

export const DayField = (props: TextProps) => <TextField min="1970-01-01" max="2100-12-31" {...props} type="date" />;
export const MonthField = (props: TextProps) => <TextField placeholder="YYYY-MM" {...props} type="month" />;

export const SelectField = ({ label, hint, options, ...rest }: Common & { options: readonly { value: string; label: string }[] } & Omit<ComponentProps<'select'>, 'name'>) => (
  <Labelled label={label} hint={hint} name={rest.name}>{(control) => <select className="input" {...rest} {...control}>{options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}</select>}</Labelled>
);

export const TextAreaField = ({ label, hint, ...rest }: Common & Omit<ComponentProps<'textarea'>, 'name'>) => (
  <Labelled label={label} hint={hint} name={rest.name}>{(control) => <textarea className="input" rows={4} {...rest} {...control} />}</Labelled>
);

export function CheckField({ label, hint, ...rest }: Common & Omit<ComponentProps<'input'>, 'name'>) {
  const id = useId();
  const problem = useProblem(rest.name);
  return (
    <div className="field">
      <span className="check"><input type="checkbox" {...rest} id={id} /><label htmlFor={id}>{label}</label></span>
      {problem && <span className="problem">{problem}</span>}
      {hint && <span className="hint">{hint}</span>}
    </div>
  );
}
