/* Generated from schemas/ by `npm run generate`. Do not edit. */
import type { Validator } from "./validators.js";
export declare const manifest: Validator;
export declare const expectations: Validator;
export declare const report: Validator;
export declare const catalogue: Validator;
export declare const exploration: Validator;
export declare const traceHead: Validator;
export declare const traceEvent: Validator;
