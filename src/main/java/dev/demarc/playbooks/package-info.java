/** Playbooks: the steps that a desk takes on a case of some kind, and who takes them. */
@NullMarked
package dev.demarc.playbooks;

import org.jspecify.annotations.NullMarked;
