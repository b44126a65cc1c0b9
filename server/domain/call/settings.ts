import { z } from 'zod'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

const Seconds = z.number().positive()

/** After so long the next agent is rung. */
export const readRingSeconds = (ctx: Context): Promise<number> => readSetting(ctx, 'callRingSeconds', Seconds)
/** How long an outgoing call rings. */
export const readDialRingSeconds = (ctx: Context): Promise<number> => readSetting(ctx, 'dialRingSeconds', Seconds)
/** How long a softphone has to begin the call it asked for. */
export const readDialStartSeconds = (ctx: Context): Promise<number> => readSetting(ctx, 'dialStartSeconds', Seconds)
export const readCompanyPhone = (ctx: Context): Promise<string> => readSetting(ctx, 'companyPhone', z.string())
/** Order 186: whoever was not answered is called back within. */
export const readCallbackHours = (ctx: Context): Promise<number> => readSetting(ctx, 'callbackHours', Seconds)
