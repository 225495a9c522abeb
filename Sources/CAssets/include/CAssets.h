#pragma once
#include <stddef.h>

/// A file of the project that stands inside the binary.
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} gq_asset;

/// The asset of that name; a null pointer where there is none.
const gq_asset *_Nullable gq_asset_named(const char *_Nonnull name);

/// The assets one after the other; a null pointer behind the last.
const gq_asset *_Nullable gq_asset_at(size_t index);
