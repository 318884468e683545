/** Whether timelines are as they were written: the chain of hashes, computed anew. */
@NullMarked
package dev.demarc.casework.audit;

import org.jspecify.annotations.NullMarked;
