/** Cases and their work items: filing, decisions, notes, participants, the timeline. */
@NullMarked
package dev.demarc.casework;

import org.jspecify.annotations.NullMarked;
