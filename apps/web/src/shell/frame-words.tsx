'use client';
import { createContext, type ReactNode, useContext } from 'react';

export interface FrameWords { errorTitle: string; error: string; again: string; home: string; reference: string }
const Words = createContext<FrameWords>({ errorTitle: '', error: '', again: '', home: '', reference: '' });

/** The few words that the frame's own client parts need when no server can give them: an error page. */
export const FrameWordsProvider = ({ words, children }: { words: FrameWords; children: ReactNode }) => <Words value={words}>{children}</Words>;
export const useFrameWords = (): FrameWords => useContext(Words);
