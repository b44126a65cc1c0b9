import type { CaseId } from '#shared/contract/ids'
import { dayOf } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { companyOffset } from '../calendar/index.ts'
import { changeStatus } from '../case/index.ts'
import type { NoticeWords } from '../notice/index.ts'

type Telling = { caseId: CaseId; words: NoticeWords; isFirst?: boolean }

/** Tells the applicant by their channel; what is told shows that the application is being worked on. */
export const tellApplicant = ({ caseId, words, isFirst = false }: Telling, ctx: Context) =>
  changeStatus({ caseId, status: isFirst ? 'registered' : 'inWork', words }, ctx)

/** The company's day of an instant, as notices say it. */
export const dayIn = async (at: Date | string, ctx: Context) => dayOf(new Date(at), await companyOffset(ctx))
