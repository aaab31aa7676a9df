/** Accounts of the office, part of `office.ts`. */
import { z } from 'zod';

export type Role = 'technician' | 'dispatcher' | 'reviewer' | 'administrator';
export const Role = z.enum(['technician', 'dispatcher', 'reviewer', 'administrator']);

export type Account = {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly createdAt: string;
  /** performer keys whose office stages he does; empty: those of every performer of his role (ADR 0011) */
  readonly performs: readonly string[];
};
