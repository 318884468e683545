/**
 * What happened on a case: append-only entries that are chained by hashes, and their verification.
 */
@NullMarked
package dev.demarc.casework.timeline;

import org.jspecify.annotations.NullMarked;
