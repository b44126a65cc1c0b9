export { findOutages, type OutagesOf } from './findOutages.ts'
