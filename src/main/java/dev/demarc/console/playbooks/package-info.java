/** The pages of playbooks and the part of a case's page that shows its steps. */
@NullMarked
package dev.demarc.console.playbooks;

import org.jspecify.annotations.NullMarked;
