'use client';
import { carbonKg, effectiveMfu, energyKwh, type FlopsConvention, gpuNamed, gpus, gramsPerKwh, trainingCost, trainingFlops, TYPICAL_WHOLE_RUN_MFU } from '@capstan/compute';
import { minorDigits } from '@capstan/kernel';
import { formatters, NumberField, SelectField } from '@capstan/ui';
import { type ReactNode, useState } from 'react';

export interface EstimatorWords {
  parameters: string; tokens: string; gpu: string; count: string; price: string; priceSeen: string; mfu: string; mfuHint: string; goodput: string; convention: string; wholeRun: string; benchmark: string;
  flopsConvention: string; dense: string; attention: string; layers: string; width: string; sequence: string; pue: string; country: string;
  cost: string; hours: string; wall: string; flops: string; energy: string; carbon: string; effective: string; billions: string; formula: string; days: string;
}
interface Props { locale: string; currency: string; prices: readonly { gpu: string; perHour: number; on: string }[]; words: EstimatorWords }

const START = { parameters: '1.3', tokens: '26', gpu: 'H100', count: '8', price: '2.95', mfu: String(TYPICAL_WHOLE_RUN_MFU * 100), goodput: '85', layers: '24', width: '2048', sequence: '4096', pue: '1.2', country: 'DE' };
const read = (text: string) => Number(text.replace(',', '.'));

/** Training cost, time, energy and carbon of a model, worked out while one types; conventions are named and chosen. */
export function Estimator({ locale, currency, prices, words }: Props) {
  const [typed, setTyped] = useState(START);
  const [flopsBy, setFlopsBy] = useState<FlopsConvention>('6nd');
  const [mfuBy, setMfuBy] = useState<'whole-run' | 'benchmark'>('whole-run');
  const f = formatters(locale);
  const put = (name: keyof typeof START) => ({ name, value: typed[name], onChange: (e: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: e.currentTarget.value }) });
  const gpu = gpuNamed(typed.gpu)!;
  const flops = trainingFlops({ parameters: read(typed.parameters) * 1e9, tokens: read(typed.tokens) * 1e9, layers: read(typed.layers), width: read(typed.width), sequence: read(typed.sequence) }, flopsBy);
  const utilisation = mfuBy === 'whole-run' ? { convention: mfuBy, mfu: read(typed.mfu) / 100 } : { convention: mfuBy, mfu: read(typed.mfu) / 100, goodput: read(typed.goodput) / 100 };
  const run = flops === null ? null : trainingCost({ flops, peakFlops: gpu.peakFlops, utilisation, gpuCount: read(typed.count), pricePerGpuHour: read(typed.price) });
  const kwh = run && gpu.watts !== null ? energyKwh(run.gpuHours, gpu.watts, read(typed.pue)) : null;
  const seen = prices.find((p) => p.gpu === typed.gpu);
  return (
    <div className="split">
      <div className="stack">
        <div className="form-row"><NumberField label={words.parameters} unit={words.billions} {...put('parameters')} /><NumberField label={words.tokens} unit={words.billions} {...put('tokens')} /></div>
        <div className="form-row"><SelectField label={words.gpu} {...put('gpu')} options={gpus.map((g) => ({ value: g.name, label: g.name }))} /><NumberField label={words.count} {...put('count')} /></div>
        <NumberField label={words.price} unit={currency} {...put('price')} hint={seen ? fill(words.priceSeen, { price: f.number(seen.perHour, 2), day: f.day(seen.on) }) : undefined} />
        <div className="form-row">
          <SelectField label={words.convention} name="mfuBy" value={mfuBy} onChange={(e) => setMfuBy(e.currentTarget.value as typeof mfuBy)} options={[{ value: 'whole-run', label: words.wholeRun }, { value: 'benchmark', label: words.benchmark }]} />
          <NumberField label={words.mfu} unit="%" {...put('mfu')} hint={words.mfuHint} />
          {mfuBy === 'benchmark' && <NumberField label={words.goodput} unit="%" {...put('goodput')} />}
        </div>
        <SelectField label={words.flopsConvention} name="flopsBy" value={flopsBy} onChange={(e) => setFlopsBy(e.currentTarget.value as FlopsConvention)} options={[{ value: '6nd', label: words.dense }, { value: 'attention', label: words.attention }]} />
        {flopsBy === 'attention' && <div className="form-row"><NumberField label={words.layers} {...put('layers')} /><NumberField label={words.width} {...put('width')} /><NumberField label={words.sequence} {...put('sequence')} /></div>}
        <div className="form-row"><NumberField label={words.pue} {...put('pue')} /><SelectField label={words.country} {...put('country')} options={Object.keys(gramsPerKwh).map((c) => ({ value: c, label: f.countryName(c) }))} /></div>
      </div>
      <div className="stack" aria-live="polite">
        <Result label={words.cost} headline>{run && Number.isFinite(run.cost) ? f.tile({ amount: Math.round(run.cost * 10 ** minorDigits(currency)), currency }) : f.number(null)}</Result>
        <dl className="facts">
          <dt>{words.flops}</dt><dd className="num">{flops !== null && Number.isFinite(flops) ? flops.toExponential(2) : f.number(null)}</dd>
          <dt>{words.effective}</dt><dd className="num">{f.percent(effectiveMfu(utilisation))}</dd>
          <dt>{words.hours}</dt><dd className="num">{f.number(run?.gpuHours)}</dd>
          <dt>{words.wall}</dt><dd className="num">{fill(words.days, { days: f.number(run && run.wallHours / 24, 1) })}</dd>
          <dt>{words.energy}</dt><dd className="num">{f.number(kwh)} kWh</dd>
          <dt>{words.carbon}</dt><dd className="num">{f.number(kwh === null ? null : carbonKg(kwh, gramsPerKwh[typed.country] ?? null))} kg CO₂</dd>
        </dl>
        <p className="muted small">{words.formula}</p>
      </div>
    </div>
  );
}

const fill = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
const Result = ({ label, headline, children }: { label: string; headline?: boolean; children: ReactNode }) => <div className="figure" data-first="" {...(headline && { 'data-headline': '' })}><div className="figure-label">{label}</div><div className="figure-value num">{children}</div></div>;
