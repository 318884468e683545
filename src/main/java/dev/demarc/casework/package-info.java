/** Cases and their work items: filing, decisions, notes, participants, the timeline. */
package dev.demarc.casework;
