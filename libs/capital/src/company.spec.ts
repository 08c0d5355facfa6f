import { given } from '@capstan/kernel';
import { test } from 'vitest';
import { companyDecider, type CompanyCommand, type CompanyFact } from './company.ts';

const details = { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-02-01' };
const found: CompanyCommand = { type: 'FoundCompany', today: '2024-03-01', ...details };
const founded: CompanyFact = { type: 'CompanyFounded', data: details, effective: '2024-02-01' };

test('a company is founded, true from its founding day', () => given(companyDecider).when(found).then(founded));
test('it is founded once', () => given(companyDecider, founded).when(found).refuses('company-founded'));
test('it is not founded in the future', () => given(companyDecider).when({ ...found, today: '2024-01-31' }).refuses('company-founded-later', 'foundedOn'));
