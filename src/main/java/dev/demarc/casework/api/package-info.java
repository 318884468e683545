/** Cases over the API. */
@NullMarked
package dev.demarc.casework.api;

import org.jspecify.annotations.NullMarked;
