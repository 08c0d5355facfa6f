'use client';
import type { InputForm } from '@capstan/training';
import { Button } from '@capstan/ui';
import { type PointerEvent, useEffect, useId, useRef } from 'react';
import { type Draft, emptyDraft } from './draft.ts';
import { stroked } from './stroke.ts';
import type { TryWords } from './words.ts';

type Size = Extract<InputForm, { kind: 'picture' }>;
type Drawn = Extract<Draft, { kind: 'picture' }>;
interface Props { size: Size; draft: Drawn; words: TryWords; set: (draft: Draft) => void }

/** Pixels as a canvas wants them: red, green, blue and opaque. */
function shownAs({ height, width, channels }: Size, pixels: readonly number[]): ImageData {
  const image = new ImageData(width, height);
  for (let i = 0; i < height * width; i++) for (let c = 0; c < 4; c++) image.data[4 * i + c] = c === 3 ? 255 : pixels[i * channels + (channels === 1 ? 0 : c)]!;
  return image;
}

const base64 = (file: File): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve((reader.result as string).split(',')[1] ?? '');
  reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
  reader.readAsDataURL(file);
});

/** A field to draw in with white on black, in the very pixels that the model reads; or a picture file instead. */
export function PictureInput({ size, draft, words, set }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null), last = useRef<{ x: number; y: number }>(undefined), upload = useId();
  useEffect(() => { canvas.current?.getContext('2d')?.putImageData(shownAs(size, draft.pixels), 0, 0); }, [size, draft.pixels]);
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const to = { x: ((event.clientX - left) / width) * size.width, y: ((event.clientY - top) / height) * size.height };
    set({ ...draft, file: null, pixels: stroked(size, draft.pixels, last.current ?? to, to) });
    last.current = to;
  };
  return (
    <div className="try-picture">
      <div className="try-drawing">
        <canvas ref={canvas} width={size.width} height={size.height} role="img" aria-label={words.draw} onPointerDown={(event) => { last.current = undefined; event.currentTarget.setPointerCapture(event.pointerId); draw(event); }} onPointerMove={draw} />
        <Button onClick={() => set(emptyDraft(size))}>{words.clear}</Button>
      </div>
      <div className="field">
        <label htmlFor={upload}>{words.upload}</label>
        <input id={upload} type="file" accept="image/png,image/jpeg" onChange={async (event) => { const [file] = event.target.files ?? []; if (file) set({ ...(emptyDraft(size) as Drawn), file: { name: file.name, base64: await base64(file) } }); }} />
        {draft.file && <span className="hint">{words.picked}: {draft.file.name}</span>}
      </div>
    </div>
  );
}
