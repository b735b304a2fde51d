/** The flags of GPUBufferUsage and GPUMapMode, whose names TypeScript's DOM library lacks. */
export const use = {
  MAP_READ: 0x1,
  COPY_SOURCE: 0x4,
  COPY_TARGET: 0x8,
  UNIFORM: 0x40,
  STORAGE: 0x80,
} as const;

export const MAP_FOR_READING = 0x1;

/** Invocations in a workgroup. */
export const WORKGROUP = 64;
