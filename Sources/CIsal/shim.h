#pragma once
#include <isa-l.h>
#include <stddef.h>

// The state has arrays that are too long for Swift, so it is only ever seen as an address here.

static inline size_t cisal_inflate_state_size(void) { return sizeof(struct inflate_state); }

static inline void cisal_inflate_init(void *state) { isal_inflate_init((struct inflate_state *)state); }

/// Inflates as far as input and room allow; says how many bytes are left of both, and whether the data have ended.
static inline int cisal_inflate(void *address, const uint8_t *input, uint32_t *input_left, uint8_t *output, uint32_t *output_left,
                                int *is_finished) {
  struct inflate_state *state = (struct inflate_state *)address;
  state->next_in = (uint8_t *)input;
  state->avail_in = *input_left;
  state->next_out = output;
  state->avail_out = *output_left;
  int result = isal_inflate(state);
  *input_left = state->avail_in;
  *output_left = state->avail_out;
  *is_finished = state->block_state == ISAL_BLOCK_FINISH;
  return result;
}

enum { CISAL_DEFLATE_LEVEL = 1, CISAL_DEFLATE_BUFFER = ISAL_DEF_LVL1_DEFAULT };

static inline size_t cisal_deflate_state_size(void) { return sizeof(struct isal_zstream); }

/// Makes ready for one stream; `buffer` has `CISAL_DEFLATE_BUFFER` bytes and stays the caller's.
static inline void cisal_deflate_init(void *address, uint8_t *buffer) {
  struct isal_zstream *stream = (struct isal_zstream *)address;
  isal_deflate_init(stream);
  stream->level = CISAL_DEFLATE_LEVEL;
  stream->level_buf = buffer;
  stream->level_buf_size = CISAL_DEFLATE_BUFFER;
}

/// Deflates as far as input and room allow; says how many bytes are left of both, and whether the stream is complete.
static inline int cisal_deflate(void *address, const uint8_t *input, uint32_t *input_left, int is_last, uint8_t *output,
                                uint32_t *output_left, int *is_finished) {
  struct isal_zstream *stream = (struct isal_zstream *)address;
  stream->next_in = (uint8_t *)input;
  stream->avail_in = *input_left;
  stream->end_of_stream = is_last != 0;
  stream->next_out = output;
  stream->avail_out = *output_left;
  int result = isal_deflate(stream);
  *input_left = stream->avail_in;
  *output_left = stream->avail_out;
  *is_finished = stream->internal_state.state == ZSTATE_END;
  return result;
}
