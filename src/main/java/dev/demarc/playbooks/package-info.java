/** Playbooks: the steps that a desk takes on a case of some kind, and who takes them. */
package dev.demarc.playbooks;
