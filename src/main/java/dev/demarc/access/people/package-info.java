/** People, their roles and which queues they see. */
@NullMarked
package dev.demarc.access.people;

import org.jspecify.annotations.NullMarked;
