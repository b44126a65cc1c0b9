import { z } from 'zod'
import type { ReadingLimits } from '#shared/rules/reading'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

const Limits = z.object({
  window: z.object({ fromDay: z.number().int(), toDay: z.number().int() }),
  timesAverage: z.number(),
  smallKwh: z.number(),
  zeroDays: z.number().int(),
  averageFromDays: z.number().int(),
  zoneSumKwh: z.number(),
  telemetryKwh: z.number(),
  /** How many earlier readings the control looks back at. */
  readingsRemembered: z.number().int().positive(),
})

/** The limits of the control that hold now. */
export const readLimits = (ctx: Context): Promise<ReadingLimits & { readingsRemembered: number }> =>
  readSetting(ctx, 'readingLimits', Limits)
