/** Where the bytes of reports are: in the database or in an S3 store. */
@NullMarked
package dev.demarc.intake.blobs;

import org.jspecify.annotations.NullMarked;
