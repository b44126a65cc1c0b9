import { z } from 'zod'

const id = <const B extends string>() => z.uuid().brand<B>()

export const ConsumerId = id<'ConsumerId'>()
export type ConsumerId = z.infer<typeof ConsumerId>
export const InteractionId = id<'InteractionId'>()
export type InteractionId = z.infer<typeof InteractionId>
export const MessageId = id<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
export const AttachmentId = id<'AttachmentId'>()
export type AttachmentId = z.infer<typeof AttachmentId>
export const StaffId = id<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>
export const SessionId = id<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
export const BranchId = id<'BranchId'>()
export type BranchId = z.infer<typeof BranchId>
export const OfficeId = id<'OfficeId'>()
export type OfficeId = z.infer<typeof OfficeId>
export const CaseId = id<'CaseId'>()
export type CaseId = z.infer<typeof CaseId>
export const TaskId = id<'TaskId'>()
export type TaskId = z.infer<typeof TaskId>
export const SuggestionId = id<'SuggestionId'>()
export type SuggestionId = z.infer<typeof SuggestionId>
export const AbsenceId = id<'AbsenceId'>()
export type AbsenceId = z.infer<typeof AbsenceId>
export const RunId = id<'RunId'>()
export type RunId = z.infer<typeof RunId>
/** A running (or ended) process. */
export const InstanceId = id<'InstanceId'>()
export type InstanceId = z.infer<typeof InstanceId>
/** A call is one interaction and bears its id. */
export const CallId = InteractionId
export type CallId = InteractionId
export const MeterId = id<'MeterId'>()
export type MeterId = z.infer<typeof MeterId>
export const ReadingId = id<'ReadingId'>()
export type ReadingId = z.infer<typeof ReadingId>
