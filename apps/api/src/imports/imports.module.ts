import { Module } from '@nestjs/common';
import { RunningImports } from './running-imports.ts';

@Module({ providers: [RunningImports], exports: [RunningImports] })
export class ImportsModule {}
