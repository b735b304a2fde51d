/** The options that all optimizers share, as Keras's page groups them. */
export const sharedGroups: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Weight decay', keys: ['weight_decay', 'adam_weight_decay', 'decay'] },
  { title: 'Clipping', keys: ['clipnorm', 'global_clipnorm', 'clipvalue'] },
  { title: 'Moving average', keys: ['use_ema', 'ema_momentum', 'ema_overwrite_frequency'] },
  { title: 'Loss scale and accumulation', keys: ['loss_scale_factor', 'gradient_accumulation_steps'] },
];

const shared = new Set(sharedGroups.flatMap(group => group.keys));

/** True of options that stand under “All options” rather than on the card at once. */
export const isShared = (key: string): boolean => shared.has(key);
