import { z } from 'zod'
import { CommandId, endpoints, fact, Role } from './contract.ts'
import { BranchId, OfficeId, SessionId, StaffId } from './ids.ts'
import { UnitCode } from './topic.ts'

export const Me = z.object({
  staffId: StaffId,
  sessionId: SessionId,
  name: z.string(),
  login: z.string(),
  roles: z.array(Role),
  /** Null for staff of the whole company: the contact centre sees every branch. */
  branchId: BranchId.nullable(),
  branchName: z.string().nullable(),
  officeId: OfficeId.nullable(),
  officeName: z.string().nullable(),
  sipUser: z.string().nullable(),
  /** What tasks may ask of whoever does them, beside a role. */
  unit: UnitCode.nullable().default(null),
  skills: z.array(z.string()).default([]),
})
export type Me = z.infer<typeof Me>

const SignedIn = z.object({
  /** JWT, minutes; sent as `Authorization: Bearer`. */
  accessToken: z.string(),
  accessExpiresAt: z.iso.datetime(),
  /** Only for `keep: 'token'` (the desktop keeps it in the system's keyring); a browser gets an HttpOnly cookie. */
  refreshToken: z.string().nullable(),
  me: Me,
})

export const SessionLine = z.object({
  id: SessionId,
  startedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  userAgent: z.string(),
  address: z.string(),
  isCurrent: z.boolean(),
})
export type SessionLine = z.infer<typeof SessionLine>

export const sessionEndpoints = endpoints({
  signIn: {
    method: 'POST',
    path: '/session/sign-in',
    input: z.object({
      login: z.string().trim().min(1).max(100),
      password: z.string().min(1).max(200),
      keep: z.enum(['cookie', 'token']).default('cookie'),
    }),
    output: SignedIn,
    refusals: ['wrongLoginOrPassword', 'lockedOut'],
    allow: 'anyone',
    stored: false,
  },
  /** Rotates the refresh token; a token used twice ends its session, for somebody has stolen it. */
  refreshSession: {
    method: 'POST',
    path: '/session/refresh',
    input: z.object({ refreshToken: z.string().max(200).optional() }),
    output: SignedIn,
    refusals: ['sessionEnded'],
    allow: 'anyone',
    stored: false,
  },
  signOut: {
    method: 'POST',
    path: '/session/sign-out',
    input: z.object({}),
    output: z.object({}),
    refusals: [],
    allow: 'staff',
    stored: false,
  },
  signOutEverywhere: {
    method: 'POST',
    path: '/session/sign-out-everywhere',
    input: z.object({}),
    output: z.object({ ended: z.number().int() }),
    refusals: [],
    allow: 'staff',
    stored: false,
  },
  whoAmI: {
    method: 'GET',
    path: '/session/me',
    input: z.object({}),
    output: Me,
    refusals: [],
    allow: 'staff',
  },
  listSessions: {
    method: 'GET',
    path: '/session/list',
    input: z.object({}),
    output: z.array(SessionLine),
    refusals: [],
    allow: 'staff',
  },
  endSession: {
    method: 'POST',
    path: '/session/:sessionId/end',
    input: z.object({ sessionId: SessionId, commandId: CommandId }),
    output: z.object({}),
    refusals: [],
    allow: 'staff',
  },
})

export const sessionFacts = {
  sessionStarted: fact({
    version: 1,
    payload: z.object({ sessionId: SessionId, staffId: StaffId }),
    rooms: (p) => [`staff:${p.staffId}`],
  }),
  sessionsEnded: fact({
    version: 1,
    payload: z.object({ sessionIds: z.array(SessionId), staffId: StaffId }),
    rooms: (p) => [`staff:${p.staffId}`],
  }),
  signInFailed: fact({
    version: 1,
    payload: z.object({ staffId: StaffId, failedTries: z.number().int() }),
    rooms: () => [],
  }),
}
